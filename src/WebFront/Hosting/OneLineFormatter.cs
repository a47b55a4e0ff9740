using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace MindBot.WebFront.Hosting;

/// <summary>
/// The console's usual format, but for what somebody may have written into a message: line ends and other control characters are spelled out, so that
/// no address or name looks like an entry of its own, or commands a terminal. Of an exception the lines are kept, indented as always.
/// </summary>
internal sealed class OneLineFormatter(IServiceProvider services) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "mindbot";

    /// <summary>Found at the first entry: it is one of the formatters, as this is.</summary>
    private readonly Lazy<ConsoleFormatter> usual =
        new(() => services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == ConsoleFormatterNames.Simple));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = Spelled(logEntry.Formatter(logEntry.State, logEntry.Exception), keepsLines: false);
        if (logEntry.Exception is { } exception) message += '\n' + Spelled(exception.ToString().ReplaceLineEndings("\n"), keepsLines: true);
        usual.Value.Write(
            new LogEntry<string>(
                logEntry.LogLevel, logEntry.Category, logEntry.EventId, message.ReplaceLineEndings(Environment.NewLine), null, static (text, _) => text),
            scopeProvider, textWriter);
    }

    private static string Spelled(string text, bool keepsLines)
    {
        if (!text.Any(letter => IsUnsafe(letter, keepsLines))) return text;
        var spelled = new StringBuilder(text.Length);
        foreach (var letter in text)
            if (IsUnsafe(letter, keepsLines)) spelled.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else spelled.Append(letter);
        return spelled.ToString();
    }

    /// <summary>Control characters, line and paragraph separators, and what changes the direction of reading.</summary>
    private static bool IsUnsafe(char letter, bool keepsLines) => letter == '\n'
        ? !keepsLines
        : char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

internal static class OneLineLogging
{
    /// <summary>Unless the configuration names another format (<c>Logging:Console:FormatterName</c>); JSON is as safe.</summary>
    public static ILoggingBuilder AddOneLineMessages(this ILoggingBuilder logging)
    {
        logging.Services.AddSingleton<ConsoleFormatter, OneLineFormatter>();
        logging.Services.AddSingleton<IPostConfigureOptions<ConsoleLoggerOptions>>(
            new PostConfigureOptions<ConsoleLoggerOptions>(Options.DefaultName, options => options.FormatterName ??= OneLineFormatter.FormatterName));
        return logging;
    }
}
