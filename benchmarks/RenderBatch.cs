using System.Buffers.Binary;
using System.Text;

namespace Bluebear.Benchmarks;

/// <summary>What the server tells a browser to draw, in the binary form of Blazor's hub; read as far as a benchmark needs.</summary>
internal readonly struct RenderBatch(byte[] bytes)
{
    private const int FrameSize = 20;
    private const int EditSize = 16;
    private const int TextFrame = 2;
    private const int AttributeFrame = 3;
    private const int MarkupFrame = 8;
    private const int PermutationEdit = 9;

    /// <summary>True if elements change their places, as the rows of a table do when it is sorted.</summary>
    public bool Reorders
    {
        get
        {
            var components = Number(bytes.Length - 20);
            for (var i = 0; i < Number(components); i++)
            {
                var edits = Number(components + 4 + 4 * i) + 4;
                for (var edit = 0; edit < Number(edits); edit++)
                {
                    if (Number(edits + 4 + EditSize * edit) == PermutationEdit)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    /// <summary>True if some new attribute begins so.</summary>
    public bool HasAttribute(string beginning)
    {
        for (var frame = First; frame < End; frame += FrameSize)
        {
            if (Number(frame) == AttributeFrame && Text(Number(frame + 8)).StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number of the handler of clicks on the element that shows these words; null if that is not drawn here.</summary>
    public ulong? ClickOn(string words)
    {
        ulong? nearest = null;
        for (var frame = First; frame < End; frame += FrameSize)
        {
            var kind = Number(frame);
            if (kind == AttributeFrame && Text(Number(frame + 4)) == "onclick")
            {
                nearest = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(frame + 12));
            }
            else if (kind is TextFrame or MarkupFrame && Text(Number(frame + 4)).Contains(words, StringComparison.Ordinal))
            {
                return nearest;
            }
        }

        return null;
    }

    private int First => Number(bytes.Length - 16) + 4;

    private int End => First + FrameSize * Number(First - 4);

    private int Number(int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));

    private string Text(int index)
    {
        if (index < 0)
        {
            return "";
        }

        var at = Number(Number(bytes.Length - 4) + 4 * index);
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            length |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return Encoding.UTF8.GetString(bytes, at, length);
            }
        }
    }
}
