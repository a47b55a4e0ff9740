using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>What would be on the console, entry by entry, from the formatter that writes it there.</summary>
internal sealed class ConsoleLines(IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options) : ILoggerProvider
{
    private readonly ConsoleFormatter formatter = formatters.Single(one => one.Name == options.Value.FormatterName);
    private readonly ConcurrentQueue<string> entries = [];

    public IReadOnlyCollection<string> Entries => entries;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(ConsoleLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> format)
        {
            var writer = new StringWriter();
            lines.formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, format), null, writer);
            lines.entries.Enqueue(writer.ToString());
        }
    }
}
