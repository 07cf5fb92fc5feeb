"""练五题: five questions with the reason and the source of each, for oneself; nobody else reads what came of them."""
