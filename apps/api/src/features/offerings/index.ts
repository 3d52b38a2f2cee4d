export { type CardBody } from './catalogue.service.js';
export { Meeting, Modality, OfferingKind } from './catalogue.type.js';
export { type NewCard, OfferingService } from './offering.service.js';
export { OfferingsModule } from './offerings.module.js';
