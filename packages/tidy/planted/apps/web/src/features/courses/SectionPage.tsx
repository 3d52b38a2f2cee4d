import { path } from './routes.js';

// A page and the route that loads it later are no ring.
export const SectionPage = () => <p>{path}</p>;
