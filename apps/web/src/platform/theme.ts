import { createTheme, localStorageColorSchemeManager } from '@mantine/core';

/** The same key that color-scheme.js reads before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'barnraise.color-scheme' });

/** Shades exist for Mantine's own arithmetic; what is seen comes from the variables in ui/tokens.css. */
export const theme = createTheme({
  primaryColor: 'barn',
  colors: { barn: ['#fbf0ee', '#f8e8e4', '#eec9c1', '#e1a194', '#d27a69', '#c35a47', '#b23d2c', '#9b2c1f', '#7f2218', '#641a12'] },
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'var(--sans)',
  cursorType: 'pointer',
  defaultRadius: 'sm',
});
