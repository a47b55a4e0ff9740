using System.Net;
using System.Net.Sockets;

namespace MindBot.WebFront.Limits;

/// <summary>What one person or address may try. Failures are counted, not use.</summary>
internal sealed class FrontLimits(LimitSettings settings, TimeProvider time)
{
    /// <summary>So many people behind one address may mistype as often as they are allowed.</summary>
    private const int AccountsAtOneAddress = 10;

    /// <summary>So many remote addresses may mistype one account's password as often as they are allowed, before all have to wait.</summary>
    private const int AddressesOfOneAccount = 2;

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>Registrations, by remote address.</summary>
    public AttemptLimiter Registrations { get; } = new(settings.RegistrationsPerHour, TimeSpan.FromHours(1), time);

    /// <summary>Wrong passwords, by remote address and e-mail address.</summary>
    private readonly AttemptLimiter wrongPasswords = new(settings.WrongPasswords, Quarter, time);

    /// <summary>Wrong passwords for any account, by remote address: whoever tries one password on many accounts is stopped, too.</summary>
    private readonly AttemptLimiter wrongPasswordsOfAddress = new(AccountsAtOneAddress * settings.WrongPasswords, Quarter, time);

    /// <summary>Wrong passwords for one account, whether it exists or not, by e-mail address: whoever guesses from many places is stopped, too.</summary>
    private readonly Lockout wrongPasswordsOfAccount = new(AddressesOfOneAccount * settings.WrongPasswords, time);

    /// <summary>Links to set a password anew, by e-mail address.</summary>
    private readonly AttemptLimiter resetMails = new(settings.PasswordResets, TimeSpan.FromHours(1), time);

    /// <summary>The same, by remote address.</summary>
    private readonly AttemptLimiter resetMailsOfAddress = new(AccountsAtOneAddress * settings.PasswordResets, TimeSpan.FromHours(1), time);

    /// <summary>Tokens of such links that are none, by remote address.</summary>
    public AttemptLimiter WrongResetTokens { get; } = new(AccountsAtOneAddress * settings.WrongPasswords, Quarter, time);

    /// <summary>Unknown coupons, by user.</summary>
    public AttemptLimiter UnknownCoupons { get; } = new(settings.UnknownCodes, Quarter, time);

    /// <summary>Unknown activation codes, by user.</summary>
    public AttemptLimiter UnknownCodes { get; } = new(settings.UnknownCodes, Quarter, time);

    /// <summary>
    /// Counts a password as wrong until <see cref="GiveBackPassword"/> or <see cref="LiftPasswords"/>. Null: go on. Otherwise it may be tried after that time.
    /// </summary>
    public TimeSpan? TryTakePassword(string address, string email)
    {
        if (wrongPasswords.TryTake(Pair(address, email)) is { } ofPair) return ofPair;
        if (wrongPasswordsOfAddress.TryTake(address) is { } ofAddress)
        {
            wrongPasswords.GiveBack(Pair(address, email));
            return ofAddress;
        }

        if (wrongPasswordsOfAccount.TryTake(email) is not { } ofAccount) return null;
        wrongPasswords.GiveBack(Pair(address, email));
        wrongPasswordsOfAddress.GiveBack(address);
        return ofAccount;
    }

    /// <summary>Nobody has looked at the password.</summary>
    public void GiveBackPassword(string address, string email)
    {
        wrongPasswords.GiveBack(Pair(address, email));
        wrongPasswordsOfAddress.GiveBack(address);
        wrongPasswordsOfAccount.GiveBack(email);
    }

    /// <summary>The password was right: the account's failures are forgotten, those of the remote address stay.</summary>
    public void PasswordWasRight(string address, string email)
    {
        GiveBackPassword(address, email);
        wrongPasswordsOfAccount.Lift(email);
    }

    /// <summary>The password was set anew: what has been failed with the former one is forgotten.</summary>
    public void LiftPasswords(string address, string email)
    {
        wrongPasswords.Lift(Pair(address, email));
        wrongPasswordsOfAccount.Lift(email);
    }

    /// <summary>Counts a link to set a password anew. Null: go on. Otherwise it may be asked for after that time.</summary>
    public TimeSpan? TryTakeResetMail(string address, string email) => resetMailsOfAddress.TryTake(address) ?? resetMails.TryTake(email);

    /// <summary>Where a request comes from. With IPv6 one customer has a whole /64.</summary>
    public static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }

    private static string Pair(string address, string email) => $"{address} {email}";
}
