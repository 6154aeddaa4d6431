using System.Buffers;

namespace Bluebear.Dashboard.Features.UsageImports;

/// <summary>
/// A text that is read once, with the current line's number and indentation, a marked part that is kept, and a look at the rest
/// of a line. Memory is bounded by <see cref="MaxKept"/>.
/// </summary>
internal sealed class TextWindow(TextReader text)
{
    /// <summary>The longest marked part, and the longest line that can be looked at, in characters.</summary>
    public const int MaxKept = 4_000_000;

    /// <summary>The answer of <see cref="Peek"/> at the end of the text.</summary>
    public const int End = -1;

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r");

    private char[] _buffer = new char[32 * 1024];
    private int _at;
    private int _end;
    private int? _mark;
    private bool _isTooLong;
    private bool _isExhausted;

    /// <summary>The current line, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The number of spaces before the current character if there is nothing else on its line; otherwise null.</summary>
    public int? Indentation { get; private set; } = 0;

    /// <summary>The number of characters that it has memory for.</summary>
    public int Held => _buffer.Length;

    /// <summary>The current character, or <see cref="End"/>.</summary>
    public int Peek() => _at < _end || Fill() ? _buffer[_at] : End;

    /// <summary>Moves over the current character.</summary>
    public void Next()
    {
        var character = _buffer[_at++];
        if (character == '\n')
        {
            Line++;
            Indentation = 0;
        }
        else
        {
            Indentation = IsBlank(character) ? Indentation + 1 : null;
        }
    }

    /// <summary>Moves to the next of some characters, which include the line break, or to the end.</summary>
    public void SkipTo(SearchValues<char> characters)
    {
        while (Peek() != End)
        {
            var found = _buffer.AsSpan(_at, _end - _at).IndexOfAny(characters);
            var end = found < 0 ? _end : _at + found;
            Indentation = Indentation is { } blanks && !_buffer.AsSpan(_at, end - _at).ContainsAnyExcept(Blanks) ? blanks + end - _at : null;
            _at = end;
            if (found >= 0)
            {
                return;
            }
        }
    }

    /// <summary>Moves over spaces and line breaks.</summary>
    /// <returns>The next character, or <see cref="End"/>.</returns>
    public int SkipSpace()
    {
        while (Peek() is '\n' || IsBlank(Peek()))
        {
            Next();
        }

        return Peek();
    }

    /// <summary>Moves over spaces of the current line.</summary>
    /// <inheritdoc cref="SkipSpace"/>
    public int SkipBlanks()
    {
        while (IsBlank(Peek()))
        {
            Next();
        }

        return Peek();
    }

    /// <summary>Moves to the start of the next line, or to the end.</summary>
    public void SkipLine()
    {
        while (Peek() is not End and not '\n')
        {
            var found = _buffer.AsSpan(_at, _end - _at).IndexOf('\n');
            _at = found < 0 ? _end : _at + found;
        }

        if (Peek() != End)
        {
            Next();
        }
    }

    /// <summary>The rest of the current line without moving.</summary>
    /// <param name="most">About as many characters as are needed; the answer may have more.</param>
    public ReadOnlySpan<char> PeekLine(int most = MaxKept)
    {
        var seen = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_at + seen, _end - _at - seen).IndexOf('\n');
            if (found >= 0)
            {
                return _buffer.AsSpan(_at, seen + found);
            }

            seen = _end - _at;
            if (seen >= most || !Fill())
            {
                return _buffer.AsSpan(_at, seen);
            }
        }
    }

    /// <summary>Begins to keep the text at the current character.</summary>
    public void Mark() => (_mark, _isTooLong) = (_at, false);

    /// <summary>Stops keeping text.</summary>
    public void Unmark() => _mark = null;

    /// <summary>The text since the mark, which ends here; null if it is longer than <see cref="MaxKept"/>.</summary>
    public string? Take()
    {
        var kept = _mark is { } mark && _at - mark <= MaxKept ? new string(_buffer, mark, _at - mark) : null;
        Unmark();
        return _isTooLong ? null : kept;
    }

    private static bool IsBlank(int character) => character is ' ' or '\t' or '\r';

    // Reads more characters behind those that are there. False at the end of the text.
    private bool Fill()
    {
        if (_isExhausted)
        {
            return false;
        }

        if (_mark is { } mark && _at - mark > MaxKept)
        {
            (_mark, _isTooLong) = (null, true);
        }

        MakeRoom(_mark ?? _at);
        var count = text.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        _isExhausted = count == 0;
        return count > 0;
    }

    private void MakeRoom(int first)
    {
        if (first > 0)
        {
            _buffer.AsSpan(first, _end - first).CopyTo(_buffer);
            (_at, _end, _mark) = (_at - first, _end - first, _mark - first);
        }

        if (_end > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
