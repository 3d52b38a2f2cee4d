import { type ApolloClient } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { SessionDocument, type SessionQuery } from '../generated/platform/session.js';
import { clock } from './clock.js';
import { device } from './storage.js';

export type Site = SessionQuery['site'];
export type Viewer = NonNullable<SessionQuery['me']>;
export type RoleHeld = Viewer['roles'][number];
export type RoleName = RoleHeld['role'];

/** A district or a consortium a person acts for. */
export interface Place {
  kind: 'district' | 'consortium';
  id: string;
  name: string;
  shortName: string;
  roles: readonly RoleHeld[];
}

export async function loadSession(client: ApolloClient, fresh = false): Promise<SessionQuery> {
  const { data } = await client.query({ query: SessionDocument, fetchPolicy: fresh ? 'network-only' : 'cache-first' });
  if (!data) throw new Error('The session could not be read.');
  clock.set(data.site.now);
  return data;
}

/** The places of a person, districts first, each once. */
export function placesOf(viewer: Viewer): Place[] {
  const places = new Map<string, Place>();
  for (const held of viewer.roles) {
    const at = held.district ?? held.consortium;
    if (!at) continue;
    const key = `${held.district ? 'district' : 'consortium'}:${at.id}`;
    const before = places.get(key);
    places.set(key, { kind: held.district ? 'district' : 'consortium', id: at.id, name: at.name, shortName: at.shortName, roles: [...(before?.roles ?? []), held] });
  }
  return [...places.values()].sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'district' ? -1 : 1));
}

interface SessionValue {
  site: Site;
  viewer: Viewer;
  places: readonly Place[];
  place: Place | null;
  /** The district one acts for; null for people who only serve a consortium. */
  home: Place | null;
  choosePlace: (id: string) => void;
}

const SessionContext = createContext<SessionValue | null>(null);

export function SessionProvider({ children, fallback }: { children: ReactNode; fallback: ReactNode }) {
  const { data } = useQuery(SessionDocument, { context: { topics: ['account', 'booking', 'mapping', 'draft', 'window'] } });
  const [chosen, setChosen] = useState<string | null>(null);
  const value = useMemo<SessionValue | null>(() => {
    if (!data?.me) return null;
    const places = placesOf(data.me);
    const kept = chosen ?? device.read(`place.${data.me.id}`);
    const place = places.find((one) => one.id === kept) ?? places[0] ?? null;
    const viewerId = data.me.id;
    return {
      site: data.site,
      viewer: data.me,
      places,
      place,
      home: place?.kind === 'district' ? place : (places.find((one) => one.kind === 'district') ?? null),
      choosePlace: (id) => {
        device.write(`place.${viewerId}`, id);
        setChosen(id);
      },
    };
  }, [data, chosen]);
  if (!value) return fallback;
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): SessionValue {
  const value = useContext(SessionContext);
  if (!value) throw new Error('This page needs somebody signed in.');
  return value;
}
