import { describe, expect, it } from '@jest/globals';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of } from 'rxjs';
import { type SettingPartsFragment } from '../../generated/grades/grades.js';
import { ScaleForm } from './ScalePage.js';

const setting = (version: number, passAt: number): SettingPartsFragment => ({
  __typename: 'GradeSettings', districtId: 'd1', version, passAt, words: `Pass at ${passAt}`, deadlineDays: null, agreedDays: 10, mayChange: true, presets: [],
  marks: [['A', 50, 75], ['F', 0, 25]].map(([mark, atLeast, standsFor]) => ({ __typename: 'ScaleMark', mark: mark as string, atLeast: atLeast as number, standsFor: standsFor as number })),
  versions: [{ __typename: 'GradeSettingVersion', version, words: `Pass at ${passAt}`, deadlineDays: null, at: '2026-11-01T12:00:00Z', by: 'Bo' }],
} as SettingPartsFragment);

function start(answer: object) {
  const client = new ApolloClient({ cache: new InMemoryCache({ possibleTypes: { Refusal: ['InvalidInput', 'StepNotPossible'] } }), link: new ApolloLink(() => of({ data: { setGradeSettings: answer } })) });
  const form = (shown: SettingPartsFragment) => <ApolloProvider client={client}><MantineProvider env="test"><ScaleForm shown={shown} /></MantineProvider></ApolloProvider>;
  const page = render(form(setting(1, 60)));
  return (shown: SettingPartsFragment) => page.rerender(form(shown));
}

describe('the form of a scale', () => {
  it('leads from what is wrong to its field', async () => {
    start({ __typename: 'InvalidInput', code: 'INVALID_INPUT', message: 'Please correct this', problems: [{ __typename: 'FieldProblem', field: 'input.marks.1.standsFor', message: 'F must stand for less.' }, { __typename: 'FieldProblem', field: 'input.passAt', message: 'Say from where on.' }] });
    await userEvent.click(screen.getByRole('button', { name: 'Set it from now on' }));
    await userEvent.click(await screen.findByRole('link', { name: 'F must stand for less.' }));
    expect(screen.getByRole('textbox', { name: 'F: stands for percent' })).toHaveFocus();
    await userEvent.click(screen.getByRole('link', { name: 'Say from where on.' }));
    expect(screen.getByRole('textbox', { name: 'Passed from percent' })).toHaveFocus();
  });

  it('keeps what was typed where a colleague was quicker, and gives theirs when it is asked for', async () => {
    const read = start({ __typename: 'StepNotPossible', code: 'STEP', message: 'A colleague has changed this meanwhile.' });
    const passAt = screen.getByRole('textbox', { name: 'Passed from percent' });
    await userEvent.clear(passAt);
    await userEvent.type(passAt, '55');
    await userEvent.click(screen.getByRole('button', { name: 'Set it from now on' }));
    await screen.findByText('A colleague has changed this meanwhile.');
    read(setting(2, 65));
    expect(screen.getByRole('textbox', { name: 'Passed from percent' })).toHaveValue('55');
    expect(screen.getByText(/^Bo set another scale meanwhile/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Take theirs instead' }));
    expect(screen.getByRole('textbox', { name: 'Passed from percent' })).toHaveValue('65');
  });

  it('follows a colleague where nothing was typed', () => {
    const read = start({});
    read(setting(2, 65));
    expect(screen.getByRole('textbox', { name: 'Passed from percent' })).toHaveValue('65');
    expect(screen.queryByText(/meanwhile/)).toBeNull();
  });
});
