export { NeedsInCatalogue, NothingFound } from './NeedsInCatalogue.js';
export { NeedsToMeet } from './NeedsToMeet.js';
