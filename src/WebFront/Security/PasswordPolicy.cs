using System.Collections.Frozen;
using MindBot.Grains;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Security;

/// <summary>
/// What a new password must be, wherever it is set: long enough, and none that whoever guesses would try first. Nothing is said about the kinds of its
/// characters, which only makes passwords alike (NIST SP 800-63B).
/// </summary>
internal sealed class PasswordPolicy
{
    private const int MinLength = 8, MaxLength = 200;

    private readonly FrozenSet<string> common;

    private PasswordPolicy(FrozenSet<string> common) => this.common = common;

    public static PasswordPolicy Load()
    {
        using var file = new StreamReader(typeof(PasswordPolicy).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return new(file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <param name="email">Of the account.</param>
    /// <param name="field">What the password is called in the request.</param>
    public Refusal? Check(string? password, string email, string field)
    {
        if (password is not { Length: >= MinLength and <= MaxLength }) return Refuse($"'{field}' must have {MinLength} to {MaxLength} characters.");
        if (IsEither(password, email.Trim())) return Refuse($"'{field}' must not be your e-mail address.");
        return common.Contains(password) ? Refuse($"'{field}' is one of the most common passwords. Choose another one.") : null;
    }

    private static bool IsEither(string password, string email) =>
        password.Equals(email, StringComparison.OrdinalIgnoreCase)
        || password.Equals(email[..Math.Max(0, email.LastIndexOf('@'))], StringComparison.OrdinalIgnoreCase);

    private static Refusal Refuse(string detail) => new(ErrorCodes.InvalidPassword, detail);
}
