import tseslint from 'typescript-eslint';

const noClockNoChance = [
  'error',
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Pure packages take time as a parameter.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pure packages take time as a parameter.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Pure packages take time as a parameter.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Pure packages take seeds as a parameter.' },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'Pure packages take time as a parameter.' },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/generated/**', '**/results/**', '**/planted/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'smart'],
      'no-restricted-syntax': 'off',
    },
  },
  {
    // NestJS reads constructor types at run time: a type-only import would erase the token.
    files: ['apps/api/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // A promise nobody waits for outlives its transaction. Only these rules need types, so only here are they read.
    files: ['apps/api/{src,test}/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: ['packages/{money,cost-sharing,timetable,pool-pricing,allotment,lifecycle}/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': noClockNoChance },
  },
);
