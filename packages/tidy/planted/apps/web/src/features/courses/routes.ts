export const load = () => import('./SectionPage.js');
export const path = '/sections';
