export { DistrictsModule } from './districts.module.js';
export { DistrictService, type CountOfParty, type YearCountRow } from './district.service.js';
export { Consortium, ConsortiumMember, District, School } from './district.type.js';
export { PlaceNames } from './place-names.service.js';
export { ConsortiumName, DistrictName } from './place-names.type.js';
