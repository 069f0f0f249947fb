namespace Detector.Sources.Archives;

/// <summary>
/// The bytes of an archive, decompressed. Archives are compressed a member (gzip) or frame (zstd) a record, so that one record can be read, or lost, alone (ISO
/// 28500:2017, annex D): where members begin is told, and after damage reading goes on with the next one.
/// </summary>
internal abstract class ArchiveBytes(StoredWindow window) : IDisposable
{
    protected StoredWindow Window { get; } = window;

    /// <summary>Where in the stored bytes the member begins whose first bytes the last <see cref="Read"/> returned, or failed to; -1 when it went on within one.</summary>
    public long MemberStart { get; protected set; } = -1;

    /// <summary>Whether damage can be left behind by going to the next member.</summary>
    public abstract bool HasMembers { get; }

    /// <summary>Where in the stored bytes reading stands; compressed ones are read some way ahead.</summary>
    public long Offset => Window.Offset;

    /// <summary>By the first bytes: gzip, zstd, or neither.</summary>
    public static ArchiveBytes Open(Stream stored)
    {
        var window = new StoredWindow(stored);
        window.Fill(4);
        return GzipBytes.Begins(window.Ahead) ? new GzipBytes(window) : ZstdBytes.Begins(window.Ahead) ? new ZstdBytes(window) : new PlainBytes(window);
    }

    /// <summary>Some bytes, of one member only; 0 at the end.</summary>
    /// <exception cref="InvalidDataException">The compressed data is damaged or cut off.</exception>
    public abstract int Read(Span<byte> buffer);

    /// <summary>From this member start on, stored bytes are kept for <see cref="Resume"/>.</summary>
    public virtual void Keep(long memberStart) => Window.Keep(memberStart);

    /// <summary>After damage: to the first member start behind the one kept. What it holds may still turn out to be no record.</summary>
    /// <returns>False when there is none.</returns>
    public abstract bool Resume();

    public virtual void Dispose() => Window.Dispose();

    /// <summary>Goes from the byte kept to the next mark of a member.</summary>
    protected bool GoToNextMember(Func<ReadOnlySpan<byte>, int> find)
    {
        Window.GoBack();
        if (!Window.Fill(1)) return false;
        Window.Take(1);
        while (true)
        {
            Window.Fill(4096);
            var found = find(Window.Ahead);
            if (found >= 0)
            {
                Window.Take(found);
                Window.Keep(Window.Offset);
                return true;
            }
            // A mark may stand across the end of what has been read.
            var passed = Window.Ahead.Length - 3;
            if (passed <= 0) return false;
            Window.Take(passed);
            Window.Keep(Window.Offset);
            if (!Window.Fill(4)) return false;
        }
    }
}

/// <summary>An archive that is not compressed.</summary>
internal sealed class PlainBytes(StoredWindow window) : ArchiveBytes(window)
{
    public override bool HasMembers => false;

    public override int Read(Span<byte> buffer)
    {
        if (!Window.Fill(1)) return 0;
        var count = Math.Min(buffer.Length, Window.Ahead.Length);
        Window.Ahead[..count].CopyTo(buffer);
        Window.Take(count);
        Window.Keep(Window.Offset);
        return count;
    }

    public override bool Resume() => false;
}
