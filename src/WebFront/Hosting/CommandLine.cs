using MindBot.WebFront.Demo;
using MindBot.WebFront.Doctor;
using MindBot.WebFront.Moving;
using MindBot.WebFront.Verification;

namespace MindBot.WebFront.Hosting;

/// <summary>ASP.NET passes over arguments that it cannot read; a mistyped one must not start a server that nobody asked for.</summary>
internal static class CommandLine
{
    private const string WhatThereIs = $"Start it without arguments, with '{DemoCommand.Name}' alone, "
        + "or with options: --urls <url>, --data <folder>, --environment <name>, and --<setting> <value> for any other setting. "
        + $"'{DoctorCommand.Name}' before the options checks them, and starts nothing. "
        + $"'{MoveCommand.Export} --to <file>' and '{MoveCommand.Import} --from <file>', with --data <folder> or MINDBOT_DATABASE, move an installation; "
        + $"'{VerifyCommand.Name}' recomputes every wallet of one from its ledger.";

    /// <exception cref="InvalidSettingException">An argument is neither an option nor the value of one; the message lists what there is.</exception>
    public static void Check(IReadOnlyList<string> args)
    {
        for (var i = args is [DoctorCommand.Name or MoveCommand.Export or MoveCommand.Import or VerifyCommand.Name, ..] ? 1 : 0; i < args.Count; i++)
        {
            var (arg, hasValue) = (args[i], args[i].Contains('='));
            if (!arg.StartsWith("--", StringComparison.Ordinal) || arg is "--" || arg.StartsWith("--=", StringComparison.Ordinal))
                throw new InvalidSettingException($"'{arg}' is no option. {WhatThereIs}");
            if (hasValue) continue;
            if (++i == args.Count) throw new InvalidSettingException($"'{arg}' needs a value. {WhatThereIs}");
        }
    }
}
