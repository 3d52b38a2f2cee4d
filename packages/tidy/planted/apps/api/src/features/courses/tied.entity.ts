import { DeleteDateColumn, Entity, JoinColumn, JoinTable, ManyToMany, OneToMany, OneToOne, RelationId, Tree, UpdateDateColumn } from 'typeorm';

@Entity()
@Tree('closure-table') // caught: no-relations
export class Tied {
  @OneToOne('section') // caught: no-relations
  @JoinColumn() // caught: no-relations
  section!: unknown;

  @OneToMany('seat', 'section') // caught: no-relations
  seats!: unknown[];

  @ManyToMany('person') // caught: no-relations
  @JoinTable() // caught: no-relations
  people!: unknown[];

  @RelationId('people') // caught: no-relations
  personIds!: string[];

  @UpdateDateColumn() // caught: one-clock
  changedAt!: Date;

  @DeleteDateColumn() // caught: one-clock
  deletedAt!: Date;
}
