"""python -m cart_ward is the same as the installed command cart-ward."""

import sys

from cart_ward.cli import main

if __name__ == "__main__":
    sys.exit(main())
