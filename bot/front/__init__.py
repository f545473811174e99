"""What is typed or pressed first: home, help, questions, edits. It knows all matters."""
