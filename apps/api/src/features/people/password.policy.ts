import { DEMO_PASSWORD } from '../../platform/auth/demo-password.js';

const COMMON = new Set([
  DEMO_PASSWORD, 'password1234', 'password12345', 'password123456', 'passwordpassword', 'mypassword123', 'newpassword123', 'changeme1234', 'changemenow1',
  'letmeinletmein', 'letmein12345', 'welcome12345', 'welcome123456', 'qwertyuiop12', 'qwertyuiop123', 'qwerty123456', '1qaz2wsx3edc', '1q2w3e4r5t6y', 'q1w2e3r4t5y6',
  'asdfghjkl123', 'iloveyou1234', 'iloveyouiloveyou', 'administrator', 'administrator1', 'admin1234567', 'superintendent', 'schooldistrict', 'teacherteacher',
  '123456789012', '1234567890123', '012345678901', '123123123123', '123456123456', 'abcdefghijkl', 'abc123abc123', 'abcd12345678', 'football1234', 'baseball1234',
  'sunshine1234', 'princess1234', 'dragondragon', 'monkeymonkey', 'superman1234', 'trustno1trustno1', 'correcthorsebatterystaple', 'correct horse battery staple',
]);

/** What is wrong with a chosen password (its length is checked with the input), or null. */
export function weakness(password: string, owner: { email: string; displayName: string }): string | null {
  const plain = password.toLowerCase();
  if (COMMON.has(plain.trim()) || new Set(plain).size < 5) return 'This password is among the first that are tried. Choose a few unrelated words instead.';
  const letters = squeeze(plain);
  const own = [owner.email, owner.email.split('@')[0] ?? '', owner.displayName].map(squeeze).filter((word) => word.length >= 4);
  return own.some((word) => letters.includes(word)) ? 'This password contains your name or address. Choose words that say nothing about you.' : null;
}

const squeeze = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
