"""What the product rests on: licences, age, known vulnerabilities, and a bill of materials."""
