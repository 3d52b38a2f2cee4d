import preset from '@barnraise/config/jest.mjs';

// Planted files break the rules on purpose, and some of them look like specs.
export default { ...preset, testPathIgnorePatterns: [...preset.testPathIgnorePatterns, '/planted/'], modulePathIgnorePatterns: ['/planted/'] };
