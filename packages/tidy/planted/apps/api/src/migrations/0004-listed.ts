export class Listed {}
