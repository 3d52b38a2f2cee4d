import { type OperationVariables, type TypedDocumentNode } from '@apollo/client';
import { useApolloClient, useMutation } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { answerOf, type Answer, type DoneOf, type Refusal, type RefusalOf } from './answer.js';
import { connection } from './connection.js';
import { commandKeys } from './idempotency.js';
import { refreshTopics, type Topic } from './refresh.js';

interface Tagged {
  __typename: string;
}
type ResultsOf<Data> = { [Key in Exclude<keyof Data, '__typename'>]: Data[Key] }[Exclude<keyof Data, '__typename'>];
type ResultOf<Data> = Extract<ResultsOf<Data>, Tagged>;

export interface Command<Data, Variables> {
  /** Sends; answers what was done, or null when it was refused or got no answer. */
  send: (variables: (key: string) => Variables) => Promise<DoneOf<ResultOf<Data>> | null>;
  busy: boolean;
  refusal: Refusal | null;
  /** The refusal with the facts it carries. */
  raw: RefusalOf<ResultOf<Data>> | null;
  /** No answer arrived: the connection, or the server. Sending again is safe. */
  lost: boolean;
  forget: () => void;
}

/**
 * One verb of the graph behind a form or a button. It carries the form's idempotency key until an answer arrives,
 * takes the result union apart, and reads again what it may have changed.
 */
export function useCommand<Data, Variables extends OperationVariables>(
  form: string,
  document: TypedDocumentNode<Data, Variables>,
  done: DoneOf<ResultOf<Data>>['__typename'],
  topics: readonly Topic[] = [],
): Command<Data, Variables> {
  const client = useApolloClient();
  const [mutate] = useMutation<Data, OperationVariables>(document as TypedDocumentNode<Data, OperationVariables>);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const [answer, setAnswer] = useState<Answer<ResultOf<Data>> | null>(null);

  const send = useCallback(
    async (variables: (key: string) => Variables) => {
      setBusy(true);
      setLost(false);
      setAnswer(null);
      try {
        const { data } = await mutate({ variables: variables(commandKeys.of(form)) });
        const result = Object.entries(data ?? {}).find(([key]) => key !== '__typename')?.[1] as ResultOf<Data> | undefined;
        if (!result) throw new Error('empty answer');
        commandKeys.answered(form);
        const next = answerOf(result, done);
        if (next.refusal?.code === 'SIGN_IN_FIRST') connection.set({ signedOut: true });
        setAnswer(next);
        void refreshTopics(client, topics);
        return next.done;
      } catch {
        setLost(true);
        return null;
      } finally {
        setBusy(false);
      }
    },
    [client, done, form, mutate, topics],
  );

  const forget = useCallback(() => {
    setAnswer(null);
    setLost(false);
  }, []);

  return { send, busy, refusal: answer?.refusal ?? null, raw: answer?.raw ?? null, lost, forget };
}
