import { expect, test } from '@jest/globals';
import { roles } from '@barnraise/lifecycle';
import { deviceOf } from '../../platform/auth/device.js';
import { consortiumRoles, districtRoles, grouped, roleWords } from './role.policy.js';
import { RoleName } from './role.type.js';
import { networkOf } from './throttle.guard.js';

test('roles read as people say them', () => {
  expect(roleWords(['counselor'])).toBe('Counselor');
  expect(roleWords(['business_manager', 'counselor'])).toBe('Business manager and counselor');
  expect(roleWords(['teacher', 'counselor', 'registrar', 'teacher'])).toBe('Teacher, counselor and registrar');
  expect(roleWords([])).toBe('');
});

test('every role belongs to exactly one kind of place, and has its name in the graph', () => {
  expect([...districtRoles, ...consortiumRoles].sort()).toEqual([...roles].sort());
  expect(Object.entries(RoleName).every(([name, role]) => name.toLowerCase() === role)).toBe(true);
  expect(Object.keys(RoleName)).toHaveLength(roles.length);
});

test('rows come together by key, in their order', () => {
  expect(grouped(['b1', 'a1', 'b2'], (row) => row[0]!)).toEqual([['b1', 'b2'], ['a1']]);
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0', 'Edge on Windows'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36', 'Chrome on ChromeOS'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', 'Safari on iPhone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox on macOS'],
  ['curl/8.5', 'Unknown browser'],
  [undefined, 'Unknown browser'],
])('%s is called a device in a few words', (userAgent, words) => {
  expect(deviceOf(userAgent)).toBe(words);
});

test('an IPv6 network is one network, however it is written', () => {
  expect(networkOf('2001:db8:1:2::1')).toBe('2001:db8:1:2');
  expect(networkOf('2001:DB8:0001:2:ffff:1:2:3')).toBe('2001:db8:1:2');
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
  expect(networkOf('::1')).toBe('0:0:0:0');
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
});
