import { ConsortiumEntity, ConsortiumMemberEntity } from './consortium.entity.js';
import { DatedCountEntity, DatedCountPartEntity } from './dated-count.entity.js';
import { PartyEntity } from './party.entity.js';
import { SchoolEntity } from './school.entity.js';

export const districtsEntities = [ConsortiumEntity, PartyEntity, ConsortiumMemberEntity, SchoolEntity, DatedCountEntity, DatedCountPartEntity];
