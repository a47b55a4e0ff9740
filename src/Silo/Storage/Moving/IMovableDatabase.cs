namespace MindBot.Silo.Storage;

/// <summary>A database that is moved as a whole while no server uses it. What is not committed at the end has never been written.</summary>
internal interface IMovableDatabase : IDisposable
{
    /// <summary>Its file, or its name and server; for an operator's eyes.</summary>
    string Name { get; }

    bool IsEmpty { get; }

    /// <summary>Every row as of one instant, ordered by the bytes of kind and key; while writing, what has been written so far.</summary>
    IEnumerable<MovedRow> Rows();

    /// <summary>The committed rows, to be looked up; only while nothing is being written.</summary>
    IRowSnapshot OpenSnapshot();

    /// <summary>Writes rows that are not there yet.</summary>
    void Write(IEnumerable<MovedRow> rows);

    /// <summary>Makes what was written durable, all at once.</summary>
    void Commit();
}
