"""How a terminal on a box of its own joins the hall: one code typed by a person, four words compared, nothing else.

The terminal makes a key pair and a code C of 8 characters (40 bits) that its screen shows. It asks the hall for its
authority's certificate over a line that it cannot trust yet, and both sides reckon

    key = scrypt(C, salt = SHA-256(the terminal's public key, the authority's certificate))

The ask carries the certificate request, what the terminal is and is called, and proof = HMAC(key, those). Somebody whom
the hall knows types C on its page; the hall tries C with every ask that waits. On the one whose proof fits it shows
four words = HMAC(key, "words"), the terminal shows the same, and the person says that they are equal and which terminal
of the plan this is. Certificate, password and plan come back sealed (AES-256-GCM) under a key reckoned from `key`.

Why this is enough, against somebody who reads and changes everything on the line:
- Who swaps the request or the authority changes the salt: no code makes the proof fit any more, and to make another
  proof they need C. So the hall signs the terminal's own key only, and the terminal trusts the hall's own authority
  only: an answer that opens was sealed by one who knew C and saw the same authority.
- C cannot be guessed at the hall: five wrong ones lock the door and end all asks. It can be guessed on a stolen ask,
  but 2**40 codes at 32 MB and some 60 ms each, in the ten minutes for which it is good, take a hundred million cores;
  and the salt is new each time, so nothing can be reckoned beforehand.
- A stolen ask that is sent again is refused: its key was seen. Its answer would open for nobody but the terminal.
- A terminal of an attacker shows a code too. It is let in only by somebody who walks to it, reads its code and compares
  its words; a wrong code that happens to fit another terminal shows that one's words.
What is not prevented: whoever is on the line may cut it, or fill the ten places for ten minutes.
"""
