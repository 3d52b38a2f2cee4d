// caught: feature-names at apps/web/src/features/checkout
// caught: words
// caught: words
// caught: words
export const sellerName = 'her name';
export const title = 'The Seller';
export const Cart = () => <p>Ask your school counsellor about enrollment.</p>;
