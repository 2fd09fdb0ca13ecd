### Signing in, accounts and the desk
