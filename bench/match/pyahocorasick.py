"""Scans a text with pyahocorasick; prints seconds of CPU time and the number of matches. pyahocorasick.py TEXT TERMS"""
import sys
import time

import ahocorasick

with open(sys.argv[1], encoding='utf-8', newline='') as file:
    text = file.read()
automaton = ahocorasick.Automaton()
with open(sys.argv[2], encoding='utf-8') as file:
    for number, term in enumerate(file.read().split('\n')):
        if term:
            automaton.add_word(term, number)
automaton.make_automaton()
start = time.process_time()
count = sum(1 for _ in automaton.iter(text))
print(time.process_time() - start, count)
