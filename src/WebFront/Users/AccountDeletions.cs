using System.Globalization;
using MindBot.Grains.Users;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Security;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Users;

/// <summary>Deletes accounts, once their owners know what goes with them.</summary>
internal sealed class AccountDeletions(IGrainFactory grains, SecurityVersions versions)
{
    /// <param name="forfeitBalance">Whoever asks for it knows that minutes which are left are gone.</param>
    /// <returns>Null: done.</returns>
    public async Task<Problem?> Delete(string userId, bool forfeitBalance)
    {
        var wallet = await grains.GetGrain<IWalletGrain>(userId).GetView(signOfLife: false);
        if (wallet.AvailableMicros > 0 && !forfeitBalance)
            return Problem.Of(ErrorCodes.BalanceRemains, string.Create(CultureInfo.InvariantCulture,
                $"{Minutes.Owned(wallet.AvailableMicros)} minutes are left and would be gone with the account. Send \"forfeit_balance\": true to delete it all the same."));
        await grains.GetGrain<IAccountDeletionGrain>(userId).Begin();
        await versions.Refresh(userId);
        return null;
    }
}
