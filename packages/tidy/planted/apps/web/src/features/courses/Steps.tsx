// caught: pages-stay-lazy
import { SectionPage } from './SectionPage.js';

export const Steps = () => <SectionPage />;
