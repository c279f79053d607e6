import { expect, test } from 'vitest';
import { commonStart, History } from './drill-history';

test('the arrows go through what was typed, and back to what is being typed', () => {
  const history = new History();
  history.add('kubectl get pods');
  history.add('kubectl get pods');
  history.add('df -h');
  expect(history.go(-1, 'ps')).toBe('df -h');
  expect(history.go(-1, 'df -h')).toBe('kubectl get pods');
  expect(history.go(-1, '')).toBeNull();
  expect(history.go(1, '')).toBe('df -h');
  expect(history.go(1, '')).toBe('ps');
  expect(history.go(1, '')).toBeNull();
});

test('completions share a beginning', () => {
  expect(commonStart(['flagctl list', 'flagctl set'])).toBe('flagctl ');
  expect(commonStart(['df'])).toBe('df');
  expect(commonStart([])).toBe('');
});
