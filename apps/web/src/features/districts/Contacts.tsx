/** Names and roles shown to the consortium. */
export function Contacts({ contacts }: { contacts: readonly { displayName: string; roleWords: string }[] }) {
  if (contacts.length === 0) return <p className="muted">Nobody is named yet.</p>;
  return (
    <ul className="stack-s">
      {contacts.map((contact) => (
        <li key={`${contact.displayName}${contact.roleWords}`}>
          <strong>{contact.displayName}</strong> <span className="muted">{contact.roleWords}</span>
        </li>
      ))}
    </ul>
  );
}
