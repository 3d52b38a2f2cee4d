export { DistrictsModule } from './districts.module.js';
export { DistrictService, type CountOfParty } from './district.service.js';
export { Consortium, ConsortiumMember, ConsortiumName, District, DistrictName, School } from './district.type.js';
