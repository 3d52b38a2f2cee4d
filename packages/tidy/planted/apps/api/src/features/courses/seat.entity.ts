// caught: no-relations
// caught: resolver-service-entity
// caught: one-clock
import { Column, CreateDateColumn, Entity, ManyToOne } from 'typeorm';
import { SeatService } from './seat.service.js';

@Entity()
export class Seat {
  @Column()
  sectionId!: string;

  @ManyToOne(() => SeatService)
  section!: unknown;

  @CreateDateColumn()
  createdAt!: Date;
}
