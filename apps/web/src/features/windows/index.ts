export { OurRequests, useOurRequests } from './OurRequests.js';
export { type OwnRequest, type SectionWindow, useSectionWindow } from './useSectionWindow.js';
export { RequestResult } from './RequestResult.js';
export { ClosesNotice } from './ClosesNotice.js';
export { closesWords, opensWords, phaseOf } from './words.js';
