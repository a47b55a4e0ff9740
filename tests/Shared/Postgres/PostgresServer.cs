namespace MindBot.Tests.Postgres;

/// <summary>A PostgreSQL server of the tests' own. It does not synchronise: no test cuts the power.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string Missing = "PostgreSQL is not installed (initdb, pg_ctl)";

    private readonly PostgresProgram program = new(isDurable: false);
    private int databases;

    /// <summary>A new, empty database; the test is skipped where no server is installed, which must not happen in CI.</summary>
    /// <returns>Its connection string.</returns>
    public string CreateDatabase()
    {
        Assert.False(!PostgresProgram.IsInstalled && Environment.GetEnvironmentVariable("CI") == "true", Missing);
        Skip.If(!PostgresProgram.IsInstalled, Missing);
        return program.CreateDatabase($"test{Interlocked.Increment(ref databases)}");
    }

    /// <inheritdoc cref="PostgresProgram.Stop"/>
    public void Stop() => program.Stop();

    /// <inheritdoc cref="PostgresProgram.Kill"/>
    public void Kill() => program.Kill();

    /// <inheritdoc cref="PostgresProgram.Start"/>
    public void Start() => program.Start();

    public void Dispose() => program.Dispose();
}
