import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type ConsortiumName, type DistrictName } from './place-names.type.js';

/** Names of places the principal may see, many at once. Called inside a unit of work. */
@Injectable()
export class PlaceNames {
  constructor(private readonly uow: UnitOfWork) {}

  async districts(ids: readonly (string | null)[]): Promise<Map<string, DistrictName>> {
    return byId(await this.uow.tx.query<DistrictName>('select id, name, short_name as "shortName" from party where id = any ($1)', [ids]));
  }

  async consortia(ids: readonly (string | null)[]): Promise<Map<string, ConsortiumName>> {
    return byId(await this.uow.tx.query<ConsortiumName>('select id, name, short_name as "shortName" from consortium where id = any ($1)', [ids]));
  }
}

const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));
