import { Column, Entity, ForeignKey } from 'typeorm';

@Entity()
export class Account {
  @ForeignKey('district')
  @Column()
  districtId!: string;
}
