/* Generated from src/features/offerings/catalogue.graphql. */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What is looked for. */
export type CatalogueInput = {
  /** endCursor of the page before. */
  after?: string | null | undefined;
  /** Values of one facet widen, facets narrow. */
  choices?: Array<FacetChoice> | null | undefined;
  /** Cards per page, 1 to 100. */
  first?: number;
  /** The home district whose cost is shown; default: my first district. */
  homeDistrictId?: string | number | null | undefined;
  /** Words; a typo is forgiven. */
  search?: string | null | undefined;
  /** Default: best match when searching, else what starts soonest. */
  sort?: CatalogueSort | null | undefined;
};

/** In which order cards come. */
export type CatalogueSort =
  | 'BEST_MATCH'
  | 'LOWEST_PRICE'
  | 'MOST_SEATS'
  | 'STARTS_SOONEST'
  | 'TITLE';

/** Chosen values of one facet. */
export type FacetChoice = {
  /** Which facet. */
  name: FacetName;
  /** Any of these. */
  values: Array<string>;
};

/** By what a catalogue is narrowed. */
export type FacetName =
  | 'AREA'
  | 'CREDIT'
  | 'DAY'
  | 'DISTRICT'
  | 'GRADE'
  | 'KIND'
  | 'MODALITY'
  | 'PRICE'
  | 'SEATS'
  | 'TERM';

/** How a course is taught. */
export type Modality =
  | 'ASYNCHRONOUS'
  | 'HYBRID'
  | 'IN_PERSON'
  | 'SYNCHRONOUS';

/** What is shared. */
export type OfferingKind =
  | 'COURSE'
  | 'POOL'
  | 'TEACHER';

export type CatalogueQueryVariables = Exact<{
  input: CatalogueInput;
}>;


export type CatalogueQuery = { __typename: 'Query', catalogue: { __typename: 'Catalogue', searchedFor: string | null, nodes: Array<{ __typename: 'Card', id: string, kind: OfferingKind, title: string, summary: string, teacherName: string | null, areaName: string | null, grades: string | null, creditHundredths: number | null, modality: Modality | null, termName: string | null, firstDay: string | null, lastDay: string | null, capacity: number, seatsLeft: number, priceCents: number | null, costWords: string, flags: Array<string>, owner: { __typename: 'DistrictName', id: string, name: string, shortName: string }, meeting: { __typename: 'Meeting', words: string, timeZone: string } | null, myShare: { __typename: 'ShareGlance', expectedCents: number, maximumCents: number, per: string } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, total: { __typename: 'Count', value: number, atLeast: boolean }, facets: Array<{ __typename: 'Facet', name: FacetName, values: Array<{ __typename: 'FacetValue', value: string, label: string, count: { __typename: 'Count', value: number, atLeast: boolean } }> }> } };


export const CatalogueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Catalogue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CatalogueInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"catalogue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"shortName"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"teacherName"}},{"kind":"Field","name":{"kind":"Name","value":"areaName"}},{"kind":"Field","name":{"kind":"Name","value":"grades"}},{"kind":"Field","name":{"kind":"Name","value":"creditHundredths"}},{"kind":"Field","name":{"kind":"Name","value":"modality"}},{"kind":"Field","name":{"kind":"Name","value":"termName"}},{"kind":"Field","name":{"kind":"Name","value":"firstDay"}},{"kind":"Field","name":{"kind":"Name","value":"lastDay"}},{"kind":"Field","name":{"kind":"Name","value":"meeting"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"words"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"capacity"}},{"kind":"Field","name":{"kind":"Name","value":"seatsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"priceCents"}},{"kind":"Field","name":{"kind":"Name","value":"costWords"}},{"kind":"Field","name":{"kind":"Name","value":"flags"}},{"kind":"Field","name":{"kind":"Name","value":"myShare"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expectedCents"}},{"kind":"Field","name":{"kind":"Name","value":"maximumCents"}},{"kind":"Field","name":{"kind":"Name","value":"per"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"atLeast"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"facets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"count"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"atLeast"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"searchedFor"}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<CatalogueQuery, CatalogueQueryVariables>;