import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const features = [
  'commands',
  'debrief',
  'drill',
  'editor',
  'library',
  'problems',
  'reader',
  'run',
  'search',
  'settings',
  'status',
];

const ONLY_TAURI =
  'Only platform/tauri.ts knows Tauri: add a method to the Platform interface instead.';
const NO_OTHER_FEATURE =
  'A feature imports no other feature: move what both need to state/, vocabulary/ or design/, or compose them in app/.';
const DESIGN_IS_ALONE = 'design/ imports nothing of ours: hand texts and values in as properties.';

/** The zones of the window: who may import what. */
const zones = [
  {
    files: ['src/**/*.{ts,svelte}'],
    ignores: ['src/platform/tauri.ts'],
    patterns: [{ group: ['@tauri-apps/*'], message: ONLY_TAURI }],
  },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**/*.{ts,svelte}`],
    patterns: [
      { group: ['@tauri-apps/*'], message: ONLY_TAURI },
      {
        // `../<feature>` leaves the folder; `../../<zone>` is how every other zone is named.
        regex: `^\\.\\./(?!\\.\\./)`,
        message: NO_OTHER_FEATURE,
      },
      { group: ['**/features/**', '**/app/*'], message: NO_OTHER_FEATURE },
    ],
  })),
  {
    files: ['src/design/**/*.{ts,svelte}'],
    patterns: [
      { group: ['@tauri-apps/*'], message: ONLY_TAURI },
      { regex: '^\\.\\./(?!components/)', message: DESIGN_IS_ALONE },
    ],
  },
].map(({ patterns, ...zone }) => ({
  ...zone,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
}));

export default defineConfig(
  { ignores: ['dist', 'src/paraglide', 'src/platform/generated', 'project.inlang'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylisticTypeChecked,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      'max-lines-per-function': 'off',
      'max-params': ['error', 5],
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true }],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'max-lines': ['error', { max: 200 }],
      // `let element: HTMLElement` is filled by `bind:this`.
      'prefer-const': 'off',
      // Parameters of snippets and handlers in markup have no types here; svelte-check has them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      'svelte/no-at-html-tags': 'error',
    },
  },
  ...zones,
);
