import { useQuery } from '@apollo/client/react';
import { OutgoingMailDocument } from '../../generated/people/mail.js';
import { ReadFailed } from '../../platform/Failures.js';
import { instantWords } from '../../platform/dates.js';
import { sayMore } from '../../platform/useList.js';
import { Button } from '../../ui/Button.js';
import { Page } from '../../ui/Page.js';
import { Bones, Empty } from '../../ui/States.js';
import css from './MailPage.module.css';
import { linkParts } from './mail-links.js';

const PAGE = 25;

export default function MailPage() {
  const { data, loading, error, refetch, fetchMore } = useQuery(OutgoingMailDocument, { variables: { first: PAGE }, fetchPolicy: 'cache-and-network', notifyOnNetworkStatusChange: true });
  const cursor = data?.outgoingMail.pageInfo.hasNextPage ? data.outgoingMail.pageInfo.endCursor : null;
  const more = async (after: string) => sayMore((await fetchMore({ variables: { first: PAGE, after } })).data?.outgoingMail.nodes.length);
  return (
    <Page title="What did Barnraise write?" documentTitle="Demo mail" lead="In this demo no mail leaves the house: every letter is kept here instead. Links in it work.">
      {data ? (
        data.outgoingMail.nodes.length === 0 ? (
          <Empty title="No mail yet">Invite somebody, ask for a new password or send a request: the letter appears here.</Empty>
        ) : (
          <ul className="stack">
            {data.outgoingMail.nodes.map((mail) => (
              <li key={mail.id} className="panel">
                <article className="stack-s">
                  <div className="row spread">
                    <h2>{mail.subject}</h2>
                    <time className="muted small" dateTime={mail.createdAt}>
                      {instantWords(mail.createdAt)}
                    </time>
                  </div>
                  <p className="muted">To {mail.to}</p>
                  <p className={css['text']}>
                    {linkParts(mail.text, window.location.origin).map((part, index) =>
                      part.path === null ? (
                        part.text
                      ) : (
                        <a key={index} href={part.path}>
                          {part.text}
                        </a>
                      ),
                    )}
                  </p>
                </article>
              </li>
            ))}
          </ul>
        )
      ) : error ? (
        <ReadFailed error={error} what="The mail" retry={() => void refetch()} />
      ) : (
        <Bones lines={3} tall label="Loading mail" />
      )}
      {cursor ? (
        <div>
          <Button busy={loading} onClick={() => void more(cursor)}>
            Show more
          </Button>
        </div>
      ) : null}
    </Page>
  );
}
