import {createTheme} from '@mantine/core';
import type {CSSVariablesResolver, MantineColorsTuple} from '@mantine/core';

// Index 8 has at least 6:1 against white, index 3 at least 6:1 against the dark ground: WCAG 2.2 AA with some to spare.
const blue: MantineColorsTuple = [
  '#eef4fb',
  '#dce7f5',
  '#b5cdea',
  '#8ab1df',
  '#6699d6',
  '#4f8ad0',
  '#3f7fc9',
  '#2f6bb0',
  '#1d4f91',
  '#153c70',
];
const red: MantineColorsTuple = [
  '#fdeeee',
  '#f8dada',
  '#efb3b3',
  '#f09a9a',
  '#dd6666',
  '#d54e4e',
  '#c83f3f',
  '#b03333',
  '#982727',
  '#7a1f1f',
];
const green: MantineColorsTuple = [
  '#edf7f0',
  '#d9ecdf',
  '#b0d8bd',
  '#83c299',
  '#5fb07c',
  '#48a469',
  '#379355',
  '#2a7d46',
  '#1e6637',
  '#164e2a',
];
const amber: MantineColorsTuple = [
  '#fdf5e6',
  '#f8e8c9',
  '#efd197',
  '#e4b65f',
  '#d99f33',
  '#c98c1c',
  '#ad7410',
  '#8f5e08',
  '#744b04',
  '#5a3a02',
];

export const theme = createTheme({
  colors: {blue, red, green, amber},
  primaryColor: 'blue',
  primaryShade: 8,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, monospace',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: {fontSize: '1.625rem', lineHeight: '1.25'},
      h2: {fontSize: '1.2rem', lineHeight: '1.35'},
      h3: {fontSize: '1rem', lineHeight: '1.4'},
    },
  },
  respectReducedMotion: true,
  focusRing: 'always',
  components: {
    // A long label takes two lines where one is not wide enough.
    Button: {
      styles: {
        root: {height: 'auto', minHeight: 'var(--button-height)', paddingBlock: 3, maxWidth: '100%'},
        label: {whiteSpace: 'normal'},
      },
    },
    Alert: {defaultProps: {variant: 'light'}},
    Badge: {
      defaultProps: {variant: 'light', radius: 'sm'},
      styles: {root: {textTransform: 'none', fontWeight: 600}},
    },
  },
});

/** The library's own greys and reds are too faint for small text. */
export const variables: CSSVariablesResolver = () => ({
  variables: {'--collegium-measure': '68ch'},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b1f24',
    '--mantine-color-dimmed': '#57606a',
    '--mantine-color-placeholder': '#667080',
    '--mantine-color-error': red[8],
    '--mantine-color-anchor': blue[8],
    '--collegium-ground': '#f6f7f9',
    '--collegium-line': '#d9dde3',
    '--collegium-here': blue[0],
  },
  dark: {
    '--mantine-color-body': '#1a1d21',
    '--mantine-color-text': '#e6e8eb',
    '--mantine-color-dimmed': '#a7adb5',
    '--mantine-color-placeholder': '#9aa1aa',
    '--mantine-color-error': red[3],
    '--mantine-color-anchor': blue[2],
    '--collegium-ground': '#131518',
    '--collegium-line': '#363b42',
    '--collegium-here': '#22304a',
  },
});
