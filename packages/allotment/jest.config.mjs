export { default } from '@barnraise/config/jest.mjs';
