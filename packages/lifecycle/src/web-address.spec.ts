import { expect, test } from '@jest/globals';
import { type AddressReader, webAddress } from './web-address.js';

const Reader = (globalThis as unknown as { URL: AddressReader }).URL;
const read = (text: string) => webAddress(text, Reader);

test('an address is kept in the one way it is written, however it was typed', () => {
  expect(['https://a.example.org/x?y#z', ' https://a.example.org', 'HTTPS://A.Example.org/X', 'https:a.example.org', 'https:\\\\a.example.org\\b c'].map(read))
    .toEqual(['https://a.example.org/x?y#z', 'https://a.example.org/', 'https://a.example.org/X', 'https://a.example.org/', 'https://a.example.org/b%20c']);
});

test('and is none where not everybody could open it', () => {
  expect(['', 'http://a.example.org', 'https://localhost', 'https://localhost.', 'https://me:secret@a.example.org', 'javascript:alert(1)//a.b', 'a.example.org', 'https:', `https://a.example.org/${'é'.repeat(90)}`].map(read)).toEqual(Array.from({ length: 9 }, () => null));
});
