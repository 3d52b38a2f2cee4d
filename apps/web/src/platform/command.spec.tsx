import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { of, throwError } from 'rxjs';
import { RequestSeatsDocument } from '../generated/courses/booking.js';
import { useCommand } from './command.js';

const topics = ['booking'] as const;
type Reply = 'lost' | 'refused';

function Send() {
  const command = useCommand('request.b1', RequestSeatsDocument, 'Booking', topics);
  return (
    <>
      <button onClick={() => void command.send((idempotencyKey) => ({ input: { idempotencyKey, bookingId: 'b1', budgetCode: '1', notToExceedCents: 1 } }))}>send</button>
      <p>{command.lost ? 'lost' : command.refusal ? command.refusal.message : 'quiet'}</p>
    </>
  );
}

function start(replies: Reply[]) {
  const keys: string[] = [];
  const link = new ApolloLink((operation) => {
    keys.push(operation.variables['input'].idempotencyKey as string);
    return replies.shift() === 'lost'
      ? throwError(() => new TypeError('Failed to fetch'))
      : of({ data: { requestSeats: { __typename: 'NotAllowed', code: 'NOT_ALLOWED', message: 'Your role cannot do this.' } } });
  });
  const client = new ApolloClient({ cache: new InMemoryCache({ possibleTypes: { Refusal: ['NotAllowed'] } }), link });
  const page = render(
    <ApolloProvider client={client}>
      <Send />
    </ApolloProvider>,
  );
  return { keys, page, client };
}

describe('useCommand', () => {
  beforeEach(() => sessionStorage.clear());

  it('carries one key until an answer arrives, even across a reload, then a new one', async () => {
    const { keys, page } = start(['lost']);
    await userEvent.click(screen.getByText('send'));
    expect(await screen.findByText('lost')).toBeInTheDocument();
    page.unmount();

    const again = start(['lost', 'refused', 'refused']);
    await userEvent.click(screen.getByText('send'));
    await screen.findByText('lost');
    await userEvent.click(screen.getByText('send'));
    expect(await screen.findByText('Your role cannot do this.')).toBeInTheDocument();
    expect(new Set([...keys, ...again.keys]).size).toBe(1);

    await userEvent.click(screen.getByText('send'));
    expect(again.keys).toHaveLength(3);
    expect(again.keys[2]).not.toBe(again.keys[1]);
  });
});
