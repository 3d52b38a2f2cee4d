// caught: apps-apart
import { start } from '@barnraise/api';

export const other = start;
