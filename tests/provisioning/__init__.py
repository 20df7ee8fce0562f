"""Installing and the practice hall: it stands up whole, says plainly why it cannot, and leaves nothing behind."""
