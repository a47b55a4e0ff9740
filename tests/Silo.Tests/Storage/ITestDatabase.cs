using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

/// <summary>A database of its own for one test.</summary>
public interface ITestDatabase : IDisposable
{
    /// <summary>As a test's message or setting names it.</summary>
    string Name { get; }

    StorageLocation Location { get; }

    /// <summary>The database itself; the next call opens it again.</summary>
    IRowDialect OpenDialect();

    /// <summary>Runs SQL behind the storage's back.</summary>
    void Run(string sql);
}
