namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Checks whether bytes are JSON, without throwing. The framework's reader throws for wrong JSON.</summary>
internal static class JsonSyntax
{
    /// <summary>True for one JSON value (RFC 8259), surrounded only by spaces, with a limited depth.</summary>
    /// <remarks>Escaped surrogate halves must come in pairs, because others cannot be read.</remarks>
    public static bool IsValue(ReadOnlySpan<byte> text, int maxDepth)
    {
        var at = new Cursor(text);
        return at.SkipValue(maxDepth) && at.IsAtEnd();
    }

    private ref struct Cursor(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _at;

        public bool IsAtEnd()
        {
            SkipBlanks();
            return _at == _text.Length;
        }

        public bool SkipValue(int depth)
        {
            SkipBlanks();
            return Peek() switch
            {
                (byte)'{' => SkipAll((byte)'}', true, depth),
                (byte)'[' => SkipAll((byte)']', false, depth),
                (byte)'"' => SkipString(),
                (byte)'t' => Skip("true"u8),
                (byte)'f' => Skip("false"u8),
                (byte)'n' => Skip("null"u8),
                _ => SkipNumber(),
            };
        }

        private bool SkipAll(byte end, bool named, int depth)
        {
            if (depth == 0)
            {
                return false;
            }

            _at++;
            SkipBlanks();
            if (Skip(end))
            {
                return true;
            }

            do
            {
                SkipBlanks();
                if ((named && !(Peek() == (byte)'"' && SkipString() && SkipColon())) || !SkipValue(depth - 1))
                {
                    return false;
                }

                SkipBlanks();
            }
            while (Skip((byte)','));

            return Skip(end);
        }

        private bool SkipColon()
        {
            SkipBlanks();
            return Skip((byte)':');
        }

        private bool SkipString()
        {
            _at++;
            while (_at < _text.Length)
            {
                var next = _text[_at++];
                if (next == (byte)'"')
                {
                    return true;
                }

                if (next < 0x20 || (next == (byte)'\\' && !SkipEscape()))
                {
                    return false;
                }
            }

            return false;
        }

        private bool SkipEscape()
        {
            var kind = Peek();
            _at++;
            if (kind != (byte)'u')
            {
                return "\"\\/bfnrt"u8.Contains(kind);
            }

            return Hex() is { } first && !char.IsLowSurrogate(first)
                && (!char.IsHighSurrogate(first) || (Skip("\\u"u8) && Hex() is { } second && char.IsLowSurrogate(second)));
        }

        private char? Hex()
        {
            const int digits = 4;
            if (_text.Length - _at < digits
                || !ushort.TryParse(_text.Slice(_at, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            {
                return null;
            }

            _at += digits;
            return (char)value;
        }

        private bool SkipNumber()
        {
            Skip((byte)'-');
            if (!Skip((byte)'0') && !SkipDigits())
            {
                return false;
            }

            if (Skip((byte)'.') && !SkipDigits())
            {
                return false;
            }

            if (!Skip((byte)'e') && !Skip((byte)'E'))
            {
                return true;
            }

            _ = Skip((byte)'+') || Skip((byte)'-');
            return SkipDigits();
        }

        private bool SkipDigits()
        {
            var start = _at;
            while (Peek() is >= (byte)'0' and <= (byte)'9')
            {
                _at++;
            }

            return _at > start;
        }

        private bool Skip(byte wanted)
        {
            var found = Peek() == wanted;
            _at += found ? 1 : 0;
            return found;
        }

        private bool Skip(ReadOnlySpan<byte> wanted)
        {
            var found = _text[_at..].StartsWith(wanted);
            _at += found ? wanted.Length : 0;
            return found;
        }

        private void SkipBlanks()
        {
            while (Peek() is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                _at++;
            }
        }

        // 0 means the end. JSON contains no such byte.
        private readonly byte Peek() => _at < _text.Length ? _text[_at] : (byte)0;
    }
}
