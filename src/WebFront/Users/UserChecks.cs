using MindBot.Grains;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Users;

/// <summary>What an account's data must look like.</summary>
internal static class UserChecks
{
    private const int MaxEmailLength = 254, MinPasswordLength = 8, MaxPasswordLength = 256;
    public const int MaxNameLength = 200;

    public static Refusal? Email(string? email)
    {
        var at = email?.IndexOf('@') ?? -1;
        return at > 0 && at < email!.Length - 1 && at == email.LastIndexOf('@') && email.Length <= MaxEmailLength
            && !email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            ? null
            : new Refusal(ErrorCodes.InvalidEmail, $"'email' must be an e-mail address of at most {MaxEmailLength} characters.");
    }

    public static Refusal? NewPassword(string? password) => password is { Length: >= MinPasswordLength and <= MaxPasswordLength }
        ? null
        : new Refusal(ErrorCodes.InvalidPassword, $"'password' must have {MinPasswordLength} to {MaxPasswordLength} characters.");

    /// <summary>At login any length that a password may ever have had.</summary>
    public static Refusal? GivenPassword(string? password) => password is { Length: > 0 and <= MaxPasswordLength }
        ? null
        : new Refusal(ErrorCodes.InvalidPassword, $"'password' is required, with at most {MaxPasswordLength} characters.");

    public static Refusal? Name(string? name, string field) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= MaxNameLength && !name.Any(char.IsControl)
            ? null
            : new Refusal(ErrorCodes.InvalidName, $"'{field}' must have 1 to {MaxNameLength} characters, without control characters.");
}
